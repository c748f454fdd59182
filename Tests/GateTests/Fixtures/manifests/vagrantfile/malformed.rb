config.vm.provision "shell", inline: "pip install
pip install good==1

config.vm.provision "shell", inline: "pip install flask==3.0.3"
